/** What the scanner is inside of; a dollar quote's own text is its end. */
type Inside = 'nothing' | 'line comment' | 'block comment' | 'text' | 'escaped text' | 'name' | 'dollar';

const body = /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE)\b/iu;

/** Cuts SQL into statements as psql does: at each semicolon that stands in no quote, comment or BEGIN ATOMIC body. */
export class StatementScanner {
  #text = '';
  #inside: Inside = 'nothing';
  #dollarTag = '';
  #commentDepth = 0;
  #bodyDepth = 0;

  /** True between two statements: nothing but white space since the last one. */
  get atStart(): boolean {
    return this.#text.trim() === '' && (this.#inside === 'nothing' || this.#inside === 'line comment');
  }

  /** Takes the next line of the file, with its end, and gives the statements that end in it, without their semicolons. */
  add(line: string): string[] {
    const done: string[] = [];
    for (let at = 0; at < line.length;) {
      const step = this.#step(line, at);
      if (step.ends) {
        const sql = this.#text.trim();
        if (sql !== '') done.push(sql);
        this.#text = '';
        this.#bodyDepth = 0;
      } else if (step.keep) this.#text += line.slice(at, at + step.length);
      at += step.length;
    }
    return done;
  }

  #step(line: string, at: number): { length: number; keep: boolean; ends: boolean } {
    const kept = (length: number) => ({ length, keep: true, ends: false });
    const dropped = (length: number) => ({ length, keep: false, ends: false });
    const char = line.charAt(at);
    const pair = line.slice(at, at + 2);
    switch (this.#inside) {
      case 'line comment':
        if (char === '\n') this.#inside = 'nothing';
        return char === '\n' ? kept(1) : dropped(1);
      case 'block comment':
        if (pair === '/*') this.#commentDepth += 1;
        else if (pair === '*/') {
          this.#commentDepth -= 1;
          if (this.#commentDepth === 0) this.#inside = 'nothing';
        } else return dropped(1);
        return dropped(2);
      case 'text':
      case 'name':
      case 'escaped text': {
        const quote = this.#inside === 'name' ? '"' : "'";
        if (this.#inside === 'escaped text' && char === '\\') return kept(2);
        if (char !== quote) return kept(1);
        if (pair === quote + quote) return kept(2);
        this.#inside = 'nothing';
        return kept(1);
      }
      case 'dollar':
        if (!line.startsWith(this.#dollarTag, at)) return kept(1);
        this.#inside = 'nothing';
        return kept(this.#dollarTag.length);
      case 'nothing':
        return this.#outside(line, at, char, pair);
    }
  }

  #outside(line: string, at: number, char: string, pair: string): { length: number; keep: boolean; ends: boolean } {
    const kept = (length: number) => ({ length, keep: true, ends: false });
    if (pair === '--') this.#inside = 'line comment';
    else if (pair === '/*') {
      this.#inside = 'block comment';
      this.#commentDepth = 1;
    }
    if (this.#inside !== 'nothing') return { length: 2, keep: false, ends: false };
    if (char === "'") this.#inside = /(?:^|[^\w$])[eE]$/u.test(this.#text) ? 'escaped text' : 'text';
    else if (char === '"') this.#inside = 'name';
    else if (char === '$') {
      const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/u.exec(line.slice(at))?.[0];
      if (tag !== undefined && !/[\w$]$/u.test(this.#text)) {
        this.#inside = 'dollar';
        this.#dollarTag = tag;
        return kept(tag.length);
      }
    } else if (char === ';' && this.#bodyDepth === 0) return { length: 1, keep: false, ends: true };
    else if (/[A-Za-z]/u.test(char) && !/[\w$]$/u.test(this.#text)) {
      const word = /^\w+/u.exec(line.slice(at))?.[0] ?? char;
      if (body.test(this.#text)) this.#countBody(word.toUpperCase(), line.slice(at + word.length));
      return kept(word.length);
    }
    return kept(1);
  }

  /** A body of SQL statements stands between BEGIN ATOMIC and END; CASE has an END of its own. */
  #countBody(word: string, rest: string): void {
    if (word === 'BEGIN' && /^\s+ATOMIC\b/iu.test(rest)) this.#bodyDepth += 1;
    else if (this.#bodyDepth > 0 && word === 'CASE') this.#bodyDepth += 1;
    else if (this.#bodyDepth > 0 && word === 'END') this.#bodyDepth -= 1;
  }
}
