/** The zone this computer is in. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether the window can show times in a zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Every zone there is, and the one that is set, whatever it is called here. */
export function zones(set: string | null): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return set === null || known.includes(set) ? known : [set, ...known];
}
