import { useState } from "react";
import { useSaid } from "../../parts/Announcer";
import { Banner } from "../../parts/Banner";
import { Act, Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { FactList } from "../../parts/truth/FactList";
import type { ConnectionView, WireError } from "../../platform/bindings";
import { useWords } from "../../words";
import { DangerDialog } from "../dialogs/DangerDialog";
import { useLeaving } from "../drafts/useKeeping";
import { Fault } from "./Fault";
import { type Losses, useLosses } from "./losses";
import { navigate } from "./route";

type Props = {
  connection: ConnectionView;
  operator: string;
  programVersion: string;
  /** Whether a new case is not settled. */
  creating: boolean;
  onClose: () => void;
};

/** Where one is connected to, and the ways out. */
export function ConnectionDialog(props: Props) {
  const [removing, setRemoving] = useState(false);
  return removing ? (
    <RemoveKey creating={props.creating} onBack={() => setRemoving(false)} />
  ) : (
    <Connection {...props} onRemove={() => setRemoving(true)} />
  );
}

/** What is forgotten by leaving, before it is, and what is not. */
function Unfinished({ losses: { forgotten, kept } }: { losses: Losses }) {
  const say = useWords().frame.connection;
  return (
    <>
      {forgotten === null ? null : <Banner tone="warn" narrow {...say.forgets(forgotten)} />}
      {kept === null ? null : <Banner tone="info" icon="pen" narrow {...say.keeps(kept)} />}
    </>
  );
}

/** Why it was not left: where something is not settled, with where to settle it. */
function NotLeft({ error, creating }: { error: WireError | null; creating: boolean }) {
  const words = useWords();
  const open = error?.code === "command_open" ? words.frame.connection.notLeft(creating) : null;
  useSaid(open === null ? null : `${open.lead} ${open.text}`);
  return open === null ? <Fault error={error} narrow /> : <Banner tone="warn" narrow {...open} />;
}

type ConnectionProps = Props & { onRemove: () => void };

function Connection({ connection, operator, programVersion, creating, onClose, onRemove }: ConnectionProps) {
  const words = useWords();
  const say = words.frame.connection;
  const losses = useLosses();
  const leave = useLeaving();
  const leaving = {
    keyring: say.leaveDoes,
    this_session: say.leaveForgets,
    no_key: say.leavePractice,
  }[connection.keyKeptIn];
  return (
    <Dialog title={say.title} onClose={onClose}>
      <FactList
        missing={words.case.notReturned}
        facts={[
          [say.operator, operator],
          [say.environment, words.frame.environment[connection.environment]],
          [
            say.host,
            <span key="host" className="id">
              {connection.host}
            </span>,
          ],
          [
            say.contract,
            <span key="contract">
              {words.connect.contractName(connection.contract)}{" "}
              <span className="id muted">{say.contracts[connection.contract]}</span>
            </span>,
          ],
          [say.key, say.keyKeptIn[connection.keyKeptIn]],
          [
            say.version,
            <span key="version" className="id">
              {programVersion}
            </span>,
          ],
        ]}
      />
      <Button
        icon="info"
        onPress={() => {
          onClose();
          navigate({ page: "service" });
        }}
      >
        {words.frame.openService}
      </Button>
      <Unfinished losses={losses} />
      <NotLeft error={leave.error} creating={creating} />
      <div className="ends">
        <Act
          owner="yours"
          consequence={leaving}
          block
          busy={leave.busy && words.frame.leaving}
          onPress={() => leave.run({ forgetKey: false })}
        >
          {losses.forgotten === null ? say.leave : say.leaveAndForget}
        </Act>
        {connection.keyKeptIn === "keyring" ? (
          <Act owner="yours" consequence={say.removeText} block look="danger" onPress={onRemove}>
            {say.remove}
          </Act>
        ) : null}
      </div>
      <Button onPress={onClose}>{words.frame.close}</Button>
    </Dialog>
  );
}

function RemoveKey({ creating, onBack }: { creating: boolean; onBack: () => void }) {
  const words = useWords();
  const say = words.frame.connection;
  const leave = useLeaving();
  return (
    <DangerDialog
      title={say.removeTitle}
      confirm={say.removeConfirm}
      does={say.removeDoes}
      busy={leave.busy && say.removing}
      onConfirm={() => leave.run({ forgetKey: true })}
      keep={say.keep}
      keepDoes={say.keepDoes}
      onClose={onBack}
    >
      <p className="sm soft">{say.removeText}</p>
      <Unfinished losses={useLosses()} />
      <NotLeft error={leave.error} creating={creating} />
    </DangerDialog>
  );
}
