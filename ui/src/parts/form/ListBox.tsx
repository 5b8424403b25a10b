import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

export type ListOption = {
  /** Tells it from the others. */
  key: string;
  label: string;
  /** How many there are of it; nothing where that is not counted. */
  count?: number;
  chosen: boolean;
};

type ListBoxProps = {
  label: string;
  options: readonly ListOption[];
  /** Whether several may be chosen. */
  several: boolean;
  onChoose: (key: string) => void;
};

/** The keys that go somewhere in a list of so many. */
function goneTo(key: string, at: number, last: number): number | null {
  const places: Record<string, number> = {
    ArrowDown: Math.min(at + 1, last),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: last,
  };
  return places[key] ?? null;
}

/** Choices in a column: arrows move, a letter goes to what begins with it, space or Enter chooses. */
export function ListBox({ label, options, several, onChoose }: ListBoxProps) {
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => option.chosen),
    ),
  );
  const items = useRef<(HTMLDivElement | null)[]>([]);
  const go = (index: number) => {
    setAt(index);
    items.current[index]?.focus();
  };
  // It is opened to choose from: whoever opened it is in it.
  const begin = useRef(at);
  useEffect(() => items.current[begin.current]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key === "Escape" || event.key === "Tab") return;
    // Letters are for finding a choice here, not for what they do elsewhere.
    event.stopPropagation();
    const option = options[at];
    const to = goneTo(event.key, at, options.length - 1) ?? beginsWith(event.key, at, options);
    if (to !== null) go(to);
    else if ((event.key === " " || event.key === "Enter") && option !== undefined) {
      if (!event.repeat) onChoose(option.key);
    } else return;
    event.preventDefault();
  };
  return (
    <div
      className="listbox"
      role="listbox"
      aria-label={label}
      aria-multiselectable={several || undefined}
      onKeyDown={onKeyDown}
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
        <div
          key={option.key}
          ref={(element) => {
            items.current[index] = element;
          }}
          role="option"
          aria-selected={option.chosen}
          tabIndex={index === at ? 0 : -1}
          onClick={() => {
            go(index);
            onChoose(option.key);
          }}
        >
          <span className="tick" aria-hidden="true" />
          <span className="what">{option.label}</span>
          {option.count === undefined ? null : <span className="n">{option.count.toLocaleString("en-US")}</span>}
        </div>
      ))}
    </div>
  );
}

/** The next choice that begins with a letter, from the one at hand around. */
function beginsWith(letter: string, at: number, options: readonly ListOption[]): number | null {
  if (letter.length !== 1 || letter === " ") return null;
  for (let by = 1; by <= options.length; by += 1) {
    const index = (at + by) % options.length;
    if (options[index]?.label.toLowerCase().startsWith(letter.toLowerCase())) return index;
  }
  return null;
}

type DropProps = {
  /** What the button says. */
  label: ReactNode;
  className: string;
  /** What is under it while it is open; it may close it, which gives the focus back. */
  children: ReactNode | ((close: () => void) => ReactNode);
  /** It stands at the end of its row. */
  atEnd?: boolean;
  onOpen?: (isOpen: boolean) => void;
};

/** A button with something under it. Escape closes it and gives the focus back; so does leaving it, without the focus. */
export function Drop({ label, className, children, atEnd = false, onOpen }: DropProps) {
  const [isOpen, setOpen] = useState(false);
  const [isCut, setCut] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const under = useRef<HTMLDivElement>(null);
  const open = (next: boolean) => {
    setOpen(next);
    onOpen?.(next);
  };
  const close = () => {
    open(false);
    button.current?.focus();
  };
  useEffect(() => {
    const box = under.current?.getBoundingClientRect();
    setCut(isOpen && box !== undefined && box.right > document.documentElement.clientWidth);
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus leaves, and Escape
    <div
      className={atEnd ? "dropdown push" : "dropdown"}
      onBlur={(event) => {
        if (isOpen && !event.currentTarget.contains(event.relatedTarget)) open(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        // A press on the button must not take the focus out of what is open before it closes it.
        onMouseDown={(event) => isOpen && event.preventDefault()}
        onClick={() => open(!isOpen)}
      >
        {label}
      </button>
      {isOpen ? (
        <div className={atEnd || isCut ? "under end" : "under"} ref={under}>
          {typeof children === "function" ? children(close) : children}
        </div>
      ) : null}
    </div>
  );
}
