/** What passes between the stand-in and whoever started it with an ipc channel: `npm start`, or a test. */

export type ToParent =
  /** The app's window can be opened here, once. */
  | {
      readonly kind: 'address';
      readonly address: string;
      /** The window's size, as the product made it. */
      readonly size: { readonly width: number; readonly height: number };
    }
  /** The product draws its page in another size: 1 is as it is. */
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'done'; readonly id: number; readonly value?: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** The next dialog of this kind is answered so, instead of asking the reader. */
export interface DialogAnswer {
  readonly dialog: 'showSaveDialog' | 'showOpenDialog' | 'showMessageBox';
  readonly answer: unknown;
}

/** What the product has done that a page cannot show. */
export interface Recorded {
  readonly opened: readonly string[];
  readonly clipboard: string;
  readonly printed: readonly string[];
}

export type FromParent = { readonly id: number } & (
  | { readonly kind: 'answer-dialog'; readonly answer: DialogAnswer }
  | { readonly kind: 'set-printers'; readonly printers: readonly string[] }
  | { readonly kind: 'recorded' }
  /** As when the reader closes the window. */
  | { readonly kind: 'close-window' }
  /** A second start of the program, as the system would report it. */
  | { readonly kind: 'second-instance' }
  /** As Ctrl+C; for systems without signals. */
  | { readonly kind: 'quit' }
);

/** Where nobody listens, the address is printed instead. */
export function toParent(message: ToParent): void {
  if (process.send !== undefined) process.send(message);
  else if (message.kind === 'address') process.stdout.write(`${message.address}\n`);
}
