// Times as the design spells them: the month in letters, the zone named near deadlines, ages in one unit, links as 3:42.
// All of it depends on language and zone, so one object is made for both and handed to whoever writes sentences.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** When the service's time does not parse, it is shown as it came: guessing a time is worse than an odd one. */
function parsed(iso: string): Date | null {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A day of the calendar, such as a day of birth: exactly written so, and one that exists. */
function plainDay(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = parsed(`${text}T00:00:00Z`);
  return date?.toISOString().startsWith(text) ? date : null;
}

export class Times {
  readonly #format: Record<
    "parts" | "clock" | "minute" | "zone" | "zoneName" | "key" | "day" | "formDay",
    Intl.DateTimeFormat
  >;

  constructor(locale: string, zone: string) {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    this.#format = {
      parts: format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
      clock: format({ hour: "numeric", minute: "2-digit", second: "2-digit" }),
      minute: format({ hour: "numeric", minute: "2-digit" }),
      zone: format({ timeZoneName: "short" }),
      zoneName: format({ timeZoneName: "longGeneric" }),
      key: format({ year: "numeric", month: "2-digit", day: "2-digit" }),
      day: new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
      formDay: new Intl.DateTimeFormat(locale, {
        day: "2-digit",
        month: "2-digit",
        year: "numeric",
        timeZone: "UTC",
      }),
    };
  }

  /** 10:42:18 AM */
  clock(iso: string): string {
    return this.#with(iso, (date) => this.#format.clock.format(date));
  }

  /** 10:42:18 AM CST */
  clockZone(iso: string): string {
    return this.#with(iso, (date) => `${this.#format.clock.format(date)} ${this.#zone(date)}`);
  }

  /** 10:38 AM */
  minute(iso: string): string {
    return this.#with(iso, (date) => this.#format.minute.format(date));
  }

  /** 9:26:05 AM today, else Mon 16 Nov, 9:26 AM */
  moment(iso: string, now: number): string {
    return this.#with(iso, (date) =>
      this.#sameDay(date, new Date(now)) ? this.#format.clock.format(date) : this.short(iso, now),
    );
  }

  /** 9:26 AM today, else Mon 16 Nov, 9:26 AM */
  short(iso: string, now: number): string {
    return this.#with(iso, (date) => {
      const minute = this.#format.minute.format(date);
      return this.#sameDay(date, new Date(now)) ? minute : `${this.#day(date)}, ${minute}`;
    });
  }

  /** Fri 20 Nov 2026 */
  day(iso: string): string {
    return this.#with(iso, (date) => `${this.#day(date)} ${this.#part(date, "year")}`);
  }

  /** Whether it is on the same day of the clinic. */
  isToday(iso: string, now: number): boolean {
    const date = parsed(iso);
    return date !== null && this.#sameDay(date, new Date(now));
  }

  /** 9:26 AM today, else 16 Nov: where there is room for no more. */
  brief(iso: string, now: number): string {
    return this.#with(iso, (date) =>
      this.#sameDay(date, new Date(now))
        ? this.#format.minute.format(date)
        : `${this.#part(date, "day")} ${this.#part(date, "month")}`,
    );
  }

  /** Tue 24 Nov 2026, 3:10 PM CST (in 2 d 4 h) */
  full(iso: string, now: number): string {
    return this.#with(iso, (date) => {
      const year = this.#part(date, "year");
      const when = `${this.#day(date)} ${year}, ${this.#format.minute.format(date)} ${this.#zone(date)}`;
      return `${when} (${this.away(date.getTime() - now)})`;
    });
  }

  /** in 2 d 4 h, or 3 h 10 min ago */
  away(millis: number): string {
    // Held together: a line never breaks between a figure and its unit. Under an hour, seconds say nothing more.
    const span = Math.abs(millis);
    const words = (span < HOUR ? this.age(span) : this.span(span)).replaceAll(" ", "\u00a0");
    return millis >= 0 ? `in ${words}` : `${words} ago`;
  }

  /** Two units at the most: 2 d 4 h, 3 h 10 min, 11 min 17 s, 12 s */
  span(millis: number): string {
    const [days, hours, minutes, seconds] = [
      Math.floor(millis / DAY),
      Math.floor(millis / HOUR) % 24,
      Math.floor(millis / MINUTE) % 60,
      Math.floor(millis / SECOND) % 60,
    ];
    if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
    if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
    if (minutes > 0) return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
    return `${seconds} s`;
  }

  /** One unit: 12 s, 9 min, 5 h, 3 d */
  age(millis: number): string {
    const span = Math.max(0, millis);
    if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
    if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
    if (span < DAY) return `${Math.floor(span / HOUR)} h`;
    return `${Math.floor(span / DAY)} d`;
  }

  /** The age of a moment, or the moment itself when it does not parse. */
  ageOf(iso: string, now: number): string {
    return this.#with(iso, (date) => this.age(now - date.getTime()));
  }

  /** 3:42, rounded up so that 0:00 is shown only when it is over. */
  countdown(millis: number): string {
    const seconds = Math.ceil(Math.max(0, millis) / SECOND);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  /** Central Time (CST) */
  zoneName(now: number): string {
    const date = new Date(now);
    const long = this.#named(this.#format.zoneName, date);
    const short = this.#zone(date);
    return long === short ? long : `${long} (${short})`;
  }

  /** 14 Feb 1951 for a day without a time, which no zone may move; anything else as it came. */
  date(text: string): string {
    const day = plainDay(text);
    if (day === null) return text;
    const parts = this.#format.day.formatToParts(day);
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((found) => found.type === type)?.value ?? "";
    return `${part("day")} ${part("month")} ${part("year")}`;
  }

  /** 02/14/1951: a day as forms of this country ask for it; anything else as it came. */
  formDate(text: string): string {
    const day = plainDay(text);
    return day === null ? text : this.#format.formDay.format(day);
  }

  #with(iso: string, say: (date: Date) => string): string {
    const date = parsed(iso);
    return date === null ? iso : say(date);
  }

  #day(date: Date): string {
    return `${this.#part(date, "weekday")} ${this.#part(date, "day")} ${this.#part(date, "month")}`;
  }

  #part(date: Date, type: Intl.DateTimeFormatPartTypes): string {
    return this.#format.parts.formatToParts(date).find((part) => part.type === type)?.value ?? "";
  }

  #zone(date: Date): string {
    return this.#named(this.#format.zone, date);
  }

  #named(format: Intl.DateTimeFormat, date: Date): string {
    return format.formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? "";
  }

  #sameDay(one: Date, other: Date): boolean {
    return this.#format.key.format(one) === this.#format.key.format(other);
  }
}
