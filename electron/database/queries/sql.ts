/** What a bind parameter may hold; amounts, dates and ids are strings. */
export type BindValue = string | number | boolean | null | readonly string[];

/**
 * A piece of SQL with its bind values in their places. Made by the `sql` tag only, so that its text is always written in
 * this program: what comes from outside can only become a bind parameter.
 */
export class Sql {
  readonly texts: readonly string[];
  readonly values: readonly BindValue[];

  constructor(texts: readonly string[], values: readonly BindValue[]) {
    this.texts = texts;
    this.values = values;
  }

  /** The text with `$1`, `$2`... and the values in that order. */
  compile(): { readonly text: string; readonly bind: readonly BindValue[] } {
    return { text: this.texts.reduce((text, next, place) => `${text}$${place}${next}`), bind: this.values };
  }
}

/** SQL as written; `${...}` takes another piece of SQL as it is, and anything else as a bind parameter. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | BindValue)[]): Sql {
  const texts: string[] = [strings[0] ?? ''];
  const values: BindValue[] = [];
  const append = (text: string): void => {
    texts.push(`${texts.pop() ?? ''}${text}`);
  };
  for (const [place, part] of parts.entries()) {
    if (part instanceof Sql) {
      append(part.texts[0] ?? '');
      texts.push(...part.texts.slice(1));
      values.push(...part.values);
    } else {
      values.push(part);
      texts.push('');
    }
    append(strings[place + 1] ?? '');
  }
  return new Sql(texts, values);
}

export const nothing = sql``;

/** The pieces one after the other with `separator` between them; `whenEmpty` where there are none. */
export function join(pieces: readonly Sql[], separator: Sql, whenEmpty: Sql = nothing): Sql {
  const [first, ...others] = pieces;
  return first ? others.reduce((joined, piece) => sql`${joined}${separator}${piece}`, first) : whenEmpty;
}

/** All of the conditions; true where there are none. */
export function allOf(conditions: readonly Sql[]): Sql {
  return join(
    conditions.map((condition) => sql`(${condition})`),
    sql` AND `,
    sql`true`,
  );
}

/** One of the conditions; false where there are none. */
export function anyOf(conditions: readonly Sql[]): Sql {
  return sql`(${join(
    conditions.map((condition) => sql`(${condition})`),
    sql` OR `,
    sql`false`,
  )})`;
}
