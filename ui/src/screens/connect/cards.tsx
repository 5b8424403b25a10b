import { useState } from "react";
import { Banner } from "../../parts/Banner";
import { Act, Button } from "../../parts/Button";
import { Field } from "../../parts/form/Field";
import { Icon } from "../../parts/Icon";
import { useWords } from "../../words";
import { ContractChoice, PracticeContract } from "./ContractChoice";
import type { Connecting } from "./useConnect";

/** The key, and the button that connects with it. */
export function KeyCard({ form }: { form: Connecting }) {
  const words = useWords();
  const say = words.connect;
  const [shown, setShown] = useState(false);
  const show = (
    <Button icon="eye" onPress={() => setShown(!shown)}>
      {shown ? say.hide : say.show}
    </Button>
  );
  return (
    <section className="card" aria-labelledby="key-title">
      <header>
        <Icon name="key" />
        <h2 id="key-title">{say.keyTitle[form.environment]}</h2>
      </header>
      <div className="body stack">
        {form.keyKept ? (
          <Banner
            tone="info"
            icon="key"
            narrow
            lead={say.keyKept.lead}
            text={
              form.contract === form.rememberedContract ? say.keyKept.text : say.contractKept(form.rememberedContract)
            }
          >
            <Button busy={form.busy ?? false} onPress={form.useKept}>
              {say.useKept}
            </Button>
          </Banner>
        ) : null}
        {form.environment === "test" ? (
          <Field
            label={say.addressLabel}
            value={form.address}
            onChange={form.setAddress}
            help={say.addressHelp}
            error={form.errors.address}
            mono
            required
          />
        ) : null}
        <Field
          label={say.keyLabel(form.host)}
          value={form.key}
          onChange={form.setKey}
          type={shown ? "text" : "password"}
          help={form.keeps ? say.keyHelp : say.keyHelpSession}
          error={form.errors.key}
          mono
          required
          beside={show}
        />
        <ContractChoice form={form} />
        <ConnectButtons form={form} />
      </div>
    </section>
  );
}

/** The main button keeps the key where it can be kept; beside a keychain that failed, the session alone is offered too. */
function ConnectButtons({ form }: { form: Connecting }) {
  const words = useWords();
  const say = words.connect;
  return (
    <>
      <Act
        look="primary"
        size="big"
        block
        owner="yours"
        consequence={form.keeps ? say.saveDoes : say.sessionDoes}
        busy={form.busy ?? false}
        submit
      >
        {form.keeps ? say.save : say.session}
      </Act>
      {form.keeps && form.offersSession && form.busy === null ? (
        <Act block owner="yours" consequence={say.sessionDoes} onPress={() => form.submit(false)}>
          {say.session}
        </Act>
      ) : null}
    </>
  );
}

export function PracticeCard({ form }: { form: Connecting }) {
  const words = useWords();
  const say = words.connect;
  return (
    <section className="card" aria-labelledby="practice-title">
      <header>
        <Icon name="grad" />
        <h2 id="practice-title">{say.keyTitle.practice}</h2>
      </header>
      <div className="body stack">
        <p className="sm soft">{say.practiceText}</p>
        <PracticeContract form={form} />
        <Act
          look="primary"
          size="big"
          block
          owner="yours"
          consequence={say.practiceDoes}
          busy={form.busy ?? false}
          submit
        >
          {say.practice}
        </Act>
      </div>
    </section>
  );
}

export function OperatorCard({ form }: { form: Connecting }) {
  const words = useWords();
  const say = words.connect;
  return (
    <section className="card" aria-labelledby="who-title">
      <header>
        <Icon name="user" />
        <h2 id="who-title">{say.whoTitle}</h2>
      </header>
      <div className="body stack">
        <Field
          label={say.nameLabel}
          value={form.name}
          onChange={form.setName}
          help={say.nameHelp}
          error={form.errors.name}
          autoComplete="name"
          required
        />
      </div>
    </section>
  );
}
