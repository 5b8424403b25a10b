import { useEffect, useState } from "react";
import { useWords } from "../words";
import { useAnnounce } from "./Announcer";
import { Button, type ButtonProps } from "./Button";
import { copyText } from "./copy-text";
import { Icon } from "./Icon";

const SHOWN_MILLIS = 2000;

function useCopied(text: () => string): { said: "copied" | "failed" | null; copy: () => void } {
  const words = useWords();
  const announce = useAnnounce();
  const [said, setSaid] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    copyText(text()).then((done) => {
      setSaid(done ? "copied" : "failed");
      announce(done ? words.fault.copied : words.fault.copyFailed);
    });
  };
  return { said, copy };
}

/** A button that copies, and says for two seconds whether it did. */
export function CopyButton({
  text,
  children,
  ...button
}: Omit<ButtonProps, "onPress" | "icon"> & { text: () => string }) {
  const words = useWords();
  const { said, copy } = useCopied(text);
  const label = said === null ? children : said === "copied" ? words.fault.copied : words.fault.copyFailed;
  return (
    <Button {...button} icon={said === "copied" ? "check" : "copy"} onPress={copy}>
      {label}
    </Button>
  );
}

/** The same, as a glyph with a name. */
export function CopyGlyph({ text, label }: { text: () => string; label: string }) {
  const { said, copy } = useCopied(text);
  return (
    <button type="button" className="iconbtn" aria-label={label} onClick={copy}>
      <Icon name={said === "copied" ? "check" : "copy"} size="s" />
    </button>
  );
}

/** A key's cap that does what the key does: copies. Whoever holds the key says whether it did. */
export function CopyCap({
  cap,
  label,
  copied,
  onPress,
}: {
  cap: string;
  label: string;
  copied: boolean;
  onPress: () => void;
}) {
  return (
    <button type="button" className="iconbtn cap" aria-keyshortcuts={cap} onClick={onPress}>
      <span aria-hidden="true">{copied ? <Icon name="check" size="s" /> : <kbd>{cap}</kbd>}</span>
      <span className="vh">{label}</span>
    </button>
  );
}
