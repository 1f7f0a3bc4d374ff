/** Slack's blocks as they travel. `data_visualization` is newer than the published types, so all of it is said here. */
export interface PlainText {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji: false
}

/** `verbatim` keeps Slack from linking names and addresses it finds in data. */
export interface Markup {
  readonly type: 'mrkdwn'
  readonly text: string
  readonly verbatim: true
}

export interface RichStyle {
  readonly bold?: true
  readonly italic?: true
  readonly code?: true
  readonly strike?: true
}

export type RichElement =
  | { readonly type: 'text'; readonly text: string; readonly style?: RichStyle }
  | { readonly type: 'link'; readonly url: string; readonly text: string; readonly style?: RichStyle }
  | { readonly type: 'user'; readonly user_id: string }
  | { readonly type: 'usergroup'; readonly usergroup_id: string }

export interface RichSection {
  readonly type: 'rich_text_section'
  readonly elements: readonly RichElement[]
}

type RichPart =
  | RichSection
  | {
      readonly type: 'rich_text_list'
      readonly style: 'bullet' | 'ordered'
      readonly elements: readonly RichSection[]
    }
  | { readonly type: 'rich_text_preformatted'; readonly elements: readonly RichElement[] }

export interface SlackButton {
  readonly type: 'button'
  readonly text: PlainText
  readonly action_id: string
  readonly value: string
  readonly style?: 'primary' | 'danger'
  readonly confirm?: {
    readonly title: PlainText
    readonly text: PlainText
    readonly confirm: PlainText
    readonly deny: PlainText
  }
}

export interface NativeChart {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart:
    | {
        readonly type: 'pie'
        readonly segments: readonly { readonly label: string; readonly value: number }[]
      }
    | {
        readonly type: 'line' | 'bar' | 'area'
        readonly series: readonly {
          readonly name: string
          readonly data: readonly { readonly label: string; readonly value: number }[]
        }[]
        readonly axis_config: { readonly categories: readonly string[]; readonly y_label?: string }
      }
}

/** A number is sorted by its value and shown as its text. */
export type TableCell =
  | { readonly type: 'raw_text'; readonly text: string }
  | { readonly type: 'raw_number'; readonly value: number; readonly text: string }

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly fields: readonly (PlainText | Markup)[] }
  | { readonly type: 'section'; readonly text: PlainText | Markup }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'divider' }
  | { readonly type: 'actions'; readonly elements: readonly SlackButton[] }
  | { readonly type: 'rich_text'; readonly elements: readonly RichPart[] }
  | {
      readonly type: 'image'
      readonly slack_file: { readonly id: string }
      readonly alt_text: string
      readonly title: PlainText
    }
  | {
      readonly type: 'data_table'
      readonly caption: string
      readonly page_size: number
      readonly rows: readonly (readonly TableCell[])[]
    }
  | NativeChart
