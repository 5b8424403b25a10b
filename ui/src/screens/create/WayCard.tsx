import { useRef } from "react";
import { useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Act } from "../../parts/Button";
import { Field } from "../../parts/form/Field";
import { Icon } from "../../parts/Icon";
import { useAsking } from "../../platform/use-asking";
import { type Reading, useReading } from "../../platform/use-reading";
import { plain } from "../../words";
import { useCreateWords } from "../../words/pages/create";
import { Fault } from "../frame/Fault";
import { isNpi, missing, newCaseOf, REQUEST_TYPES, SYSTEMS, wayKey } from "./draft";
import { Choice, FieldSupport, useWrong } from "./fields";
import { PayerField } from "./PayerField";
import { type NewCaseForm, problemAt } from "./useNewCase";

/** Which payer, for what, and where: chosen from the ways there are, or typed. */
export function WayCard({ form, payers }: { form: NewCaseForm; payers: Reading<"list_payers"> }) {
  const words = useCreateWords();
  const say = words.create;
  const { draft } = form;
  // Two letters of a longer word may be another state's: nothing is cut.
  const isTooLong = draft.state.trim().length > 2;
  return (
    <section className="card" aria-labelledby="way-title">
      <header>
        <Icon name="out" />
        <h2 id="way-title">{say.ways}</h2>
      </header>
      <div className="body stack">
        <Ways form={form} />
        <RouteProblem form={form} />
        <div className="grid-2">
          <PayerField form={form} payers={payers} />
          <div className="stack">
            <div className="stack-s">
              <Field
                label={say.state}
                value={draft.state}
                onChange={(text) => form.change({ state: text.toUpperCase() })}
                help={say.stateHelp}
                error={useWrong(draft, "state") ?? (isTooLong ? say.wrong.state : null)}
                mono
                required
              />
              <FieldSupport draft={draft} field="state" />
            </div>
            <Choice
              legend={say.requestType}
              name="request-type"
              value={draft.requestType}
              options={REQUEST_TYPES.map((value) => ({ value: value as string, name: say.kind(value) }))}
              onChange={(requestType) => form.change({ requestType })}
              error={useWrong(draft, "request_type")}
            >
              <FieldSupport draft={draft} field="request_type" />
            </Choice>
            <Choice
              legend={say.system}
              name="system"
              value={draft.system}
              options={SYSTEMS.map((value) => ({ value: value as string, name: say.systemName(value) }))}
              onChange={(system) => form.change({ system })}
              error={useWrong(draft, "system")}
            >
              <FieldSupport draft={draft} field="system" />
            </Choice>
            <div className="stack-s">
              <Field
                label={say.code}
                value={draft.code}
                onChange={(code) => form.change({ code })}
                help={say.codeHelp}
                error={useWrong(draft, "code")}
                mono
                required
              />
              <FieldSupport draft={draft} field="code" />
            </div>
          </div>
        </div>
        <Check form={form} />
      </div>
    </section>
  );
}

/** The ways the service has for this provider. Where it lists none, everything is typed, and that is said. */
function Ways({ form }: { form: NewCaseForm }) {
  const words = useCreateWords();
  const say = words.create;
  const { draft } = form;
  const whole = isNpi(draft.npi);
  const read = useReading("list_routes", { npi: draft.npi }, whole ? draft.npi : null);
  if (!whole) return <p className="sm muted">{say.waysNeedNpi}</p>;
  if (read.error !== null) return <Fault error={read.error} narrow />;
  if (read.answer === null) return <p className="sm muted">{say.waysReading}</p>;
  const { listed, routes, problem } = read.answer;
  if (problem !== null) return <Fault error={problem} narrow />;
  if (!listed) return <Banner tone="info" narrow {...say.notListed} />;
  if (routes.length === 0) return <Banner tone="warn" narrow {...say.noWays} />;
  const other = { value: "", name: say.otherWay, help: say.otherWayHelp };
  return (
    <Choice
      legend={say.waysLegend}
      name="way"
      className="ways"
      value={draft.way ?? ""}
      options={[
        ...routes.map((way) => ({ value: wayKey(way), name: say.wayName(way), help: say.wayHelp(way) })),
        other,
      ]}
      onChange={(key) => {
        const way = routes.find((route) => wayKey(route) === key);
        if (way === undefined) form.change({ way: null });
        else form.choose(way);
      }}
    />
  );
}

/** What is wrong with payer, state, type and code together. */
function RouteProblem({ form }: { form: NewCaseForm }) {
  const words = useCreateWords();
  const problem = problemAt(form.draft, "route");
  if (problem === null) return null;
  return (
    <div data-problem tabIndex={-1}>
      {problem.error === null ? (
        <Banner tone="warn" narrow lead={words.create.wrong.route} />
      ) : (
        <Fault error={problem.error} narrow />
      )}
    </div>
  );
}

/** Asks whether there is a way, before a case is made. What is wrong is said at its field. */
function Check({ form }: { form: NewCaseForm }) {
  const words = useCreateWords();
  const say = words.create;
  const check = useAsking("resolve_route");
  const of = useRef<string | null>(null);
  const asked = newCaseOf(form.draft);
  const key = JSON.stringify({ ...asked, policy: null });
  const lacks = missing(form.draft).length > 0;
  const run = async () => {
    of.current = key;
    const answer = await check.run(asked);
    if (answer !== undefined) form.setProblems(answer.problems);
  };
  // An answer is about what was asked, and goes when that is changed.
  const answer = of.current === key ? check.answer : null;
  const error = of.current === key ? check.error : null;
  const said =
    answer === null || answer.problems.length > 0
      ? null
      : !answer.asked
        ? ({ tone: "info", ...say.cannotAsk } as const)
        : answer.route === null
          ? ({ tone: "warn", ...say.noWay } as const)
          : ({ tone: "ok", lead: say.checked(answer.route), text: null } as const);
  useSaid(said === null ? null : `${plain(said.lead)} ${said.text ?? ""}`);
  return (
    <div className="stack-s">
      <Act
        owner="yours"
        consequence={lacks ? words.fault.notAvailableYet(say.checkNeeds) : say.checkDoes}
        unavailable={lacks}
        busy={check.busy && say.checking}
        onPress={run}
      >
        {say.check}
      </Act>
      <Fault error={error} narrow />
      {said === null ? null : <Banner narrow {...said} />}
    </div>
  );
}
