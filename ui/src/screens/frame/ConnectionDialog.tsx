import { useState } from "react";
import { Act, Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { FactList } from "../../parts/truth/FactList";
import type { ConnectionView } from "../../platform/bindings";
import { useAsking } from "../../platform/use-asking";
import { useWords } from "../../words";
import { Fault } from "./Fault";
import { navigate } from "./route";

type Props = { connection: ConnectionView; operator: string; programVersion: string; onClose: () => void };

/** Where one is connected to, and the ways out. */
export function ConnectionDialog(props: Props) {
  const [removing, setRemoving] = useState(false);
  return removing ? (
    <RemoveKey onBack={() => setRemoving(false)} />
  ) : (
    <Connection {...props} onRemove={() => setRemoving(true)} />
  );
}

function Connection({ connection, operator, programVersion, onClose, onRemove }: Props & { onRemove: () => void }) {
  const words = useWords();
  const say = words.frame.connection;
  const leave = useAsking("disconnect");
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
      <Fault error={leave.error} narrow />
      <div className="ends">
        <Act
          owner="yours"
          consequence={leaving}
          block
          busy={leave.busy && words.frame.leaving}
          onPress={() => leave.run({ forgetKey: false })}
        >
          {say.leave}
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

function RemoveKey({ onBack }: { onBack: () => void }) {
  const words = useWords();
  const say = words.frame.connection;
  const leave = useAsking("disconnect");
  return (
    <Dialog title={say.removeTitle} onClose={onBack}>
      <p className="sm soft">{say.removeText}</p>
      <Fault error={leave.error} narrow />
      <div className="ends">
        <Act
          owner="yours"
          consequence={say.removeDoes}
          block
          look="danger"
          busy={leave.busy && say.removing}
          onPress={() => leave.run({ forgetKey: true })}
        >
          {say.removeConfirm}
        </Act>
        <Act owner="yours" consequence={say.keepDoes} block onPress={onBack}>
          {say.keep}
        </Act>
      </div>
    </Dialog>
  );
}
