import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useSaid } from "../../parts/Announcer";
import { Dialog } from "../../parts/Dialog";
import { Icon } from "../../parts/Icon";
import { type Action, KeyCaps, useAllActions } from "../../parts/keys";
import { OwnerGlyph } from "../../parts/owner";
import { Rich } from "../../parts/Rich";
import { type PaletteWords, usePaletteWords } from "../../words/pages/palette";
import { useMemory } from "../frame/memory";
import { navigate } from "../frame/route";
import { PALETTE_KEY } from "./key";
import { matches, partFound } from "./matches";
import type { Line } from "./recent";
import { type Found, useFound } from "./useFound";

type Option = { key: string; node: ReactNode; run: () => void };
type Section = { title: string; options: readonly Option[] };

/** A name with the part of it that was typed. */
function Marked({ text, typed }: { text: string; typed: string }) {
  const part = partFound(text, typed);
  if (part === null) return text;
  return (
    <>
      {text.slice(0, part[0])}
      <b>{text.slice(...part)}</b>
      {text.slice(part[1])}
    </>
  );
}

function CaseLine({ line, typed }: { line: Line; typed: string }) {
  const words = usePaletteWords();
  const service = words.case.service(line.serviceSystem, line.serviceCode, line.requestType);
  return (
    <>
      <OwnerGlyph turn={line.turn} word={words.frame.owner[line.turn]} />
      <span className="trunc">
        {line.patient === null ? (
          <em className="none-returned">{words.fact.noName}</em>
        ) : (
          <Marked text={line.patient} typed={typed} />
        )}
        <span className="soft">
          {service === null ? null : (
            <>
              {" · "}
              <Rich text={service} />
            </>
          )}
          {line.payer === null ? null : `, ${line.payer}`}
        </span>
      </span>
      <span className="push id xs soft">
        <Marked text={line.id} typed={typed} />
      </span>
    </>
  );
}

function caseOption(line: Line, typed: string): Option {
  return {
    key: `case ${line.id}`,
    node: <CaseLine line={line} typed={typed} />,
    run: () => navigate({ page: "case", id: line.id, tab: null }),
  };
}

function actionOption(action: Action): Option {
  return {
    key: `action ${action.group} ${action.keys ?? ""} ${action.label}`,
    node: (
      <>
        <span>{action.label.charAt(0).toUpperCase() + action.label.slice(1)}</span>
        {action.keys === null ? null : (
          <span className="push caps">
            <KeyCaps keys={action.keys} />
          </span>
        )}
      </>
    ),
    run: action.run,
  };
}

/** Cases first, then what can be done on this page, then where one can go. Nothing typed offers the recent cases. */
function sectionsOf(
  say: PaletteWords["palette"],
  typed: string,
  found: Found,
  recent: readonly Line[],
  actions: readonly Action[],
): Section[] {
  const cases = typed === "" ? recent : (found.found?.rows ?? []);
  const others = actions.filter((action) => action.keys !== PALETTE_KEY);
  const wanted = others.filter((action) => typed === "" || matches(action.label, typed));
  const here = wanted.filter((action) => action.group !== "anywhere");
  const anywhere = wanted.filter((action) => action.group === "anywhere");
  const sections = [
    { title: typed === "" ? say.recent : say.cases, options: cases.map((line) => caseOption(line, found.by)) },
    { title: say.here, options: here.map(actionOption) },
    { title: say.anywhere, options: anywhere.map(actionOption) },
  ];
  return sections.filter((section) => section.options.length > 0);
}

function foot(say: PaletteWords["palette"], typed: string, found: Found): string {
  if (found.failed) return say.notSearched;
  if (typed === "" || found.found === null) return "";
  const { cases, rows } = found.found;
  return cases === 0 ? say.searched(found.found.searched) : say.found(cases, rows.length);
}

/** Moves what is chosen; the focus stays in the field. */
function step(key: string, active: number, last: number): number | null {
  switch (key) {
    case "ArrowDown":
      return active >= last ? 0 : active + 1;
    case "ArrowUp":
      return active <= 0 ? last : active - 1;
    case "PageDown":
      return Math.min(last, active + 8);
    case "PageUp":
      return Math.max(0, active - 8);
    default:
      return null;
  }
}

/** Every command that works here and every case known on this computer, found by typing. Nothing in it acts by one key. */
export function Palette({ onClose }: { onClose: () => void }) {
  const words = usePaletteWords();
  const say = words.palette;
  const [text, setText] = useState("");
  // What worked when it was opened: the dialog itself changes nothing of it.
  const [actions] = useState(useAllActions());
  const { recent } = useMemory();
  const typed = text.trim();
  const found = useFound(typed);
  const sections = sectionsOf(say, typed, found, recent.get(""), actions);
  const options = sections.flatMap((section) => section.options);
  const [wanted, setWanted] = useState(0);
  // There may be fewer than a moment ago.
  const active = Math.min(wanted, options.length - 1);
  const settled = typed !== "" && (found.by === typed || found.failed);
  const cases = found.found?.rows.length ?? 0;
  useSaid(settled ? say.said(found.found?.cases ?? 0, options.length - cases) : null);
  const run = (option: Option | undefined) => {
    if (option === undefined) return;
    // Gone first, with the focus given back: what is run may open a dialog or a page of its own.
    flushSync(onClose);
    option.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = step(event.key, active, options.length - 1);
    if (next === null && event.key !== "Enter") return;
    event.preventDefault();
    if (next === null) run(options[active]);
    else setWanted(next);
  };
  const change = (next: string) => {
    setText(next);
    setWanted(0);
  };
  const list = useId();
  const chosen = options[active];
  return (
    <Dialog title={say.title} onClose={onClose} bare>
      <div className="palette">
        <div className="pq">
          <Icon name="search" />
          <input
            type="text"
            role="combobox"
            aria-label={say.title}
            placeholder={words.frame.find}
            aria-expanded={options.length > 0}
            aria-controls={list}
            aria-activedescendant={chosen === undefined ? undefined : `${list}-${active}`}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={text}
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <button type="button" className="btn quiet small" onClick={onClose}>
            {words.frame.close} <kbd>Esc</kbd>
          </button>
        </div>
        <Results id={list} sections={sections} active={active} onPick={run} />
        {options.length === 0 && settled ? <p className="none sm soft">{say.none}</p> : null}
        <div className="pf">
          <span>
            <kbd>↑</kbd>
            <kbd>↓</kbd> {say.choose}
          </span>
          <span>
            <kbd>Enter</kbd> {say.run}
          </span>
          <span className="push">{foot(say, typed, found)}</span>
        </div>
      </div>
    </Dialog>
  );
}

type ResultsProps = {
  id: string;
  sections: readonly Section[];
  active: number;
  onPick: (option: Option) => void;
};

function Results({ id, sections, active, onPick }: ResultsProps) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is kept in view when another is chosen
  useLayoutEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const words = usePaletteWords();
  let index = -1;
  return (
    // The field has the focus, and moves what is chosen.
    <div className="pl" id={id} ref={box} role="listbox" aria-label={words.palette.results}>
      {sections.map((section, place) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
        <div key={section.title} role="group" aria-labelledby={`${id}-head-${place}`}>
          <h3 id={`${id}-head-${place}`} role="presentation">
            {section.title}
          </h3>
          {section.options.map((option) => {
            index += 1;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which says what is chosen
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is the field's
              <div
                key={option.key}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onClick={() => onPick(option)}
              >
                {option.node}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
