import type { Token, Tokens } from 'marked';
import { createContext, Fragment, use, type ReactNode } from 'react';
import { sentenceInDigits, useText } from '@/i18n';
import { GuidePicture } from './guide-picture';
import styles from './help.module.css';

/** Leads to the section that a link within the guide names, `#finding-things`; null where it leads nowhere. */
export const GuideLinks = createContext<(href: string) => (() => void) | null>(() => null);

/** Markdown as React draws it: the guide's own kinds of text and nothing else, so that no HTML gets in. */
export function GuideText({ tokens }: { readonly tokens: readonly Token[] }) {
  return (
    <>
      {tokens.map((token, index) => (
        <Fragment key={index}>{drawn(token)}</Fragment>
      ))}
    </>
  );
}

function inner(token: { readonly tokens?: Token[] | undefined }): ReactNode {
  return token.tokens === undefined ? null : <GuideText tokens={token.tokens} />;
}

/** The guide's own words, with its numbers in the reader's digits; what is code keeps its own. */
function Words({ text }: { readonly text: string }) {
  return sentenceInDigits(text, useText().digits);
}

function drawn(token: Token): ReactNode {
  switch (token.type) {
    case 'heading':
      return <h3>{inner(token)}</h3>;
    case 'paragraph': {
      const [only, ...more] = token.tokens ?? [];
      // A picture stands on its own, not within a paragraph.
      return only?.type === 'image' && more.length === 0 ? drawn(only) : <p>{inner(token)}</p>;
    }
    case 'image':
      return <GuidePicture href={String(token.href)} words={String(token.text)} />;
    case 'list':
      return <GuideList list={token as Tokens.List} />;
    case 'table':
      return <GuideTable table={token as Tokens.Table} />;
    case 'strong':
      return <strong>{inner(token)}</strong>;
    case 'em':
      return <em>{inner(token)}</em>;
    case 'codespan':
      return (
        <bdi>
          <code dir="auto">{token.text}</code>
        </bdi>
      );
    case 'code':
      return (
        <pre dir="ltr">
          <code>{token.text}</code>
        </pre>
      );
    case 'link':
      return <GuideLink href={String(token.href)}>{inner(token)}</GuideLink>;
    case 'text':
      return token.tokens === undefined ? <Words text={String(token.text)} /> : inner(token);
    case 'escape':
      return <Words text={String(token.text)} />;
    case 'br':
      return <br />;
    default:
      return null;
  }
}

function GuideLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const go = use(GuideLinks)(href);
  return go === null ? (
    children
  ) : (
    <button type="button" className={styles.link} onClick={go}>
      {children}
    </button>
  );
}

function GuideList({ list }: { readonly list: Tokens.List }) {
  const items = list.items.map((item, index) => <li key={index}>{inner(item)}</li>);
  return list.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function GuideTable({ table }: { readonly table: Tokens.Table }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {table.header.map((cell, index) => (
            <th key={index} scope="col">
              {inner(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, place) => (
              <td key={place}>{inner(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
