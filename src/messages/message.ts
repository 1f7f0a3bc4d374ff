import type { Language } from '../lib/language.ts'

/**
 * What is said, free of any channel. Text here is plain: renderers escape it. A `Span` adds style, never markup,
 * so a product called `<!channel>` reads as just that.
 */
export interface Message {
  /** the whole message in one line: notifications, screen readers, servers that know no blocks */
  readonly text: string
  readonly blocks: readonly Block[]
  /** replies in the message's thread */
  readonly thread?: readonly Message[]
  /** files offered with it, such as a purchase proposal */
  readonly files?: readonly Attachment[]
  /** what renderers add of their own is in it; English where it is left out */
  readonly language?: Language
  /** says what is missing and what to do about it: of use to who asked, so nothing to share */
  readonly isHint?: true
}

export type Block =
  | { readonly kind: 'header'; readonly text: string }
  | { readonly kind: 'text'; readonly spans: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[]; readonly ordered?: boolean }
  | {
      readonly kind: 'fields'
      readonly fields: readonly { readonly label: string; readonly value: string }[]
    }
  | Table
  | Chart
  | {
      readonly kind: 'context'
      readonly spans: Text
      readonly about?: string
    }
  | { readonly kind: 'divider' }
  | {
      readonly kind: 'actions'
      readonly buttons: readonly Button[]
      /** what they decide, so that they can be found in what was posted and give way to what was decided */
      readonly about?: string
    }

export type Text = string | readonly (string | Span)[]

export interface Span {
  readonly text: string
  readonly style?: 'bold' | 'italic' | 'code' | 'strike'
  readonly href?: string
  /** notifies them; without it a name is only a name. Where the server has no such thing, the text is shown */
  readonly mention?: { readonly kind: 'user' | 'group'; readonly id: string }
}

export interface Table {
  readonly kind: 'table'
  readonly caption: string
  readonly columns: readonly { readonly label: string; readonly align?: 'left' | 'right' }[]
  readonly rows: readonly (readonly string[])[]
}

export interface Chart {
  readonly kind: 'chart'
  readonly title: string
  readonly type: 'line' | 'bar' | 'area' | 'pie'
  readonly categories: readonly string[]
  /** at most 6; a null is a gap */
  readonly series: readonly { readonly label: string; readonly values: readonly (number | null)[] }[]
  /** the axis: `%`, `€`, `orders` */
  readonly unit?: string
  /** holidays and promotions, by the category they fall on */
  readonly marks?: readonly { readonly at: number; readonly label: string }[]
}

export interface Button {
  readonly label: string
  /** which listener answers, such as `alert.ack` */
  readonly action: string
  /** what it is about: an id, never a payload to trust */
  readonly value: string
  readonly style?: 'primary' | 'danger'
  readonly confirm?: string
}

export interface Attachment {
  readonly name: string
  readonly title: string
  readonly content: string
}
