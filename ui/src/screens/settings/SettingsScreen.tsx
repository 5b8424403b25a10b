import { type ReactNode, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import { Option, Segmented } from "../../parts/form/Option";
import { keyName } from "../../parts/key-map";
import { ScrollRegion } from "../../parts/ScrollRegion";
import type { Theme } from "../../platform/bindings";
import { useSettingWords } from "../../words/pages/settings";
import { Fault } from "../frame/Fault";
import { href } from "../frame/route";
import { KeyDialog, KeyNow } from "./KeyDialog";
import { type KnownKey, knownKeys } from "./known-keys";
import { useSettings } from "./useSettings";
import { ownZone, zones } from "./zones";

const THEMES: readonly Theme[] = ["system", "light", "dark", "contrast"];

function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
      </header>
      <div className="body stack sm">{children}</div>
    </section>
  );
}

/** What a person sets for this computer. Each counts at once. */
export function SettingsScreen() {
  const say = useSettingWords().settings;
  return (
    <ScrollRegion label={say.region} className="case-body whole">
      <div className="stack-l service">
        <div className="stack-s">
          <h1 tabIndex={-1}>{say.title}</h1>
          <p className="sm soft measure">{say.intro}</p>
        </div>
        <div className="grid-2 tops">
          <div className="stack">
            <Look />
            <Zone />
            <Card id="set-elsewhere" title={say.elsewhere.title}>
              <a href={href({ page: "service" })}>{say.elsewhere.service}</a>
            </Card>
          </div>
          <Keys />
        </div>
      </div>
    </ScrollRegion>
  );
}

function Look() {
  const say = useSettingWords().settings;
  const { theme, look, error } = useSettings();
  return (
    <Card id="set-look" title={say.look.title}>
      <div className="row wrap">
        <Segmented
          label={say.look.legend}
          name="theme"
          value={theme}
          options={THEMES.map((theme) => [theme, say.theme[theme]] as const)}
          onChange={look}
        />
      </div>
      <Fault error={error} narrow />
    </Card>
  );
}

function Zone() {
  const words = useSettingWords();
  const say = words.settings.zone;
  const announce = useAnnounce();
  const { settings, keep, error } = useSettings();
  const change = async (zone: string) => {
    if (await keep({ ...settings, zone: zone === "" ? null : zone })) announce(words.settings.kept);
  };
  return (
    <Card id="set-zone" title={say.title}>
      <div className="field">
        <label htmlFor="zone">{say.label}</label>
        <select
          id="zone"
          className="input"
          aria-describedby="zone-help"
          value={settings.zone ?? ""}
          onChange={(event) => change(event.target.value)}
        >
          <option value="">{say.own(ownZone())}</option>
          {zones(settings.zone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </select>
        <span className="help" id="zone-help">
          {say.help}
        </span>
      </div>
      <Fault error={error} narrow />
    </Card>
  );
}

function Keys() {
  const words = useSettingWords();
  const say = words.settings.keys;
  const announce = useAnnounce();
  const { settings, keep, error } = useSettings();
  const [asked, setAsked] = useState<KnownKey | null>(null);
  const changed = Object.keys(settings.keys).length > 0;
  const reset = async () => {
    if (await keep({ ...settings, keys: {} })) announce(say.resetSaid);
  };
  return (
    <Card id="set-keys" title={say.title}>
      <Option
        type="checkbox"
        checked={settings.singleKeys}
        onChange={(singleKeys) => keep({ ...settings, singleKeys })}
        help={say.singleHelp}
      >
        {say.single}
      </Option>
      <Fault error={error} narrow />
      <table className="report-t keys-t" aria-label={say.table}>
        <thead>
          <tr>
            <th scope="col">{say.what}</th>
            <th scope="col">{say.key}</th>
            <th scope="col">
              <span className="vh">{say.change}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {knownKeys(words).map((known) => {
            const name = keyName(known.group, known.keys);
            return (
              <tr key={name}>
                <th scope="row">
                  {known.label.charAt(0).toUpperCase() + known.label.slice(1)}{" "}
                  <span className="muted xs">{say.where[known.group]}</span>
                </th>
                <td>
                  <span className={settings.singleKeys ? "row-2" : "row-2 muted"}>
                    <KeyNow known={known} />
                    {name in settings.keys ? <span className="xs soft">{say.changed}</span> : null}
                  </span>
                </td>
                <td className="figure">
                  <Button size="small" aria-haspopup="dialog" onPress={() => setAsked(known)}>
                    {say.change}
                    <span className="vh"> {say.changeOf(known.label, say.where[known.group])}</span>
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {changed ? (
        <Button size="small" onPress={reset}>
          {say.reset}
        </Button>
      ) : null}
      {asked === null ? null : <KeyDialog known={asked} onClose={() => setAsked(null)} />}
    </Card>
  );
}
