/**
 * Columns of the synced tables, the same in the browser and on the server; the server's carry `user_id` in front of every key.
 * Chosen generously: any change here replays the whole log on every device. Times are milliseconds, JSON is text.
 */
export type ColumnType = 'text' | 'integer'
interface Column {
  type: ColumnType
  nullable?: true
  primaryKey?: true
}

const text = { type: 'text' } as const
const textOrNull = { type: 'text', nullable: true } as const
const integer = { type: 'integer' } as const
const integerOrNull = { type: 'integer', nullable: true } as const
const id = { type: 'text', primaryKey: true } as const

export const tableColumns = {
  chats: {
    id,
    title: textOrNull,
    title_by: textOrNull,
    pinned_at: integerOrNull,
    archived_at: integerOrNull,
    project_id: textOrNull,
    room_id: textOrNull,
    model: textOrNull,
    /** JSON of `ChatSettings`. */
    settings: textOrNull,
    metadata: textOrNull,
    /** When the newest message was written; orders the chat list. */
    last_message_at: integer,
    created_at: integer,
    updated_at: integer,
    deleted_at: integerOrNull,
  },
  messages: {
    id,
    chat_id: text,
    parent_message_id: textOrNull,
    /** system, user, assistant, tool */
    role: text,
    /** pending, held, complete, stopped, failed */
    status: text,
    content: text,
    /** JSON of `MessageMetadata`. */
    metadata: textOrNull,
    model: textOrNull,
    error_code: textOrNull,
    input_tokens: integerOrNull,
    output_tokens: integerOrNull,
    cost_nano: integerOrNull,
    author_id: textOrNull,
    attachments: textOrNull,
    excluded_from_context: integer,
    stop_requested_at: integerOrNull,
    created_at: integer,
    updated_at: integer,
    deleted_at: integerOrNull,
    /** 1 when `cost_nano` is a guess from list prices. */
    cost_is_estimate: integer,
    /** JSON list of `AttachedDocument`. */
    documents: textOrNull,
  },
  /** `parent_id` is '' for the root level. */
  branch_selections: {
    chat_id: { type: 'text', primaryKey: true },
    parent_id: { type: 'text', primaryKey: true },
    child_id: text,
    selected_at: integer,
  },
  /** `value` is JSON; keys are those of `PreferenceKey`. */
  preferences: {
    key: { type: 'text', primaryKey: true },
    value: text,
    updated_at: integer,
  },
  /** Models a person marked; unmarked ones keep their row. */
  favourite_models: {
    model: { type: 'text', primaryKey: true },
    is_favourite: integer,
    updated_at: integer,
  },
  presets: {
    id,
    name: text,
    model: textOrNull,
    /** JSON of `ChatSettings`. */
    settings: text,
    created_at: integer,
    updated_at: integer,
    deleted_at: integerOrNull,
  },
  /** Files that passages are read from. */
  documents: {
    id,
    name: text,
    media_type: text,
    /** Bytes. */
    size: integer,
    /** waiting, ready, failed */
    status: text,
    /** `DocumentErrorCode`. */
    error_code: textOrNull,
    is_retryable: integerOrNull,
    pages: integerOrNull,
    passages: integerOrNull,
    tokens: integerOrNull,
    /** Null while not ready, and when it is found by its words alone. */
    embedding_model: textOrNull,
    project_id: textOrNull,
    chat_id: textOrNull,
    created_at: integer,
    updated_at: integer,
    deleted_at: integerOrNull,
  },
  projects: {
    id,
    name: text,
    instructions: text,
    model: textOrNull,
    created_at: integer,
    updated_at: integer,
    deleted_at: integerOrNull,
  },
  /** Ids of the client events that these tables know. */
  applied_events: { event_id: { type: 'text', primaryKey: true } },
  refusals: {
    id,
    refused_event_id: text,
    refused_name: text,
    reason: text,
    created_at: integer,
  },
} as const satisfies Record<string, Record<string, Column>>

export type TableName = keyof typeof tableColumns
export type ColumnName<T extends TableName> = keyof (typeof tableColumns)[T] & string
type CellOf<C> = C extends { type: 'integer'; nullable: true }
  ? number | null
  : C extends { type: 'integer' }
    ? number
    : C extends { nullable: true }
      ? string | null
      : string
export type Row<T extends TableName> = {
  -readonly [C in keyof (typeof tableColumns)[T]]: CellOf<(typeof tableColumns)[T][C]>
}

export type MessageStatus = 'pending' | 'held' | 'complete' | 'stopped' | 'failed'
