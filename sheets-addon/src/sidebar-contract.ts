import type { NoticesAsked } from '../../functions/src/forms/notices-contract';

/** What the sidebar's page gets for what it asks the server: the answer as it came, or a sentence in its place. */
export type SidebarReply =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly message: string };

/** What to ask about the selected row, or why there is nothing to ask. */
export type NoticesTarget =
  | { readonly kind: 'asked'; readonly asked: NoticesAsked }
  | { readonly kind: 'none'; readonly message: string };
