import { BaseSchema } from '@adonisjs/lucid/schema'

/** One row per requested answer, for as long as the account lives: it is what makes an answer happen once. */
export default class extends BaseSchema {
  protected tableName = 'generations'

  override async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable()
      table.uuid('answer_id').notNullable()
      table.uuid('chat_id').notNullable()
      table.uuid('parent_id').nullable()
      /** The unfinished answer this one was asked under. */
      table.uuid('waiting_for').nullable()
      table.string('upstream_id').nullable()
      table.string('requested_model').notNullable()
      table.string('model_used').nullable()
      table.text('settings').notNullable()
      table.string('status').notNullable()
      table.integer('attempts').notNullable().defaultTo(0)
      table.string('error_code').nullable()
      table.string('finish_reason').nullable()
      table.integer('input_tokens').nullable()
      table.integer('output_tokens').nullable()
      table.integer('cached_tokens').nullable()
      table.integer('reasoning_tokens').nullable()
      table.bigInteger('cost_nano').nullable()
      table.integer('first_token_ms').nullable()
      table.integer('latency_ms').nullable()
      table.text('checkpoint').nullable()
      table.bigInteger('requested_at').notNullable()
      table.bigInteger('queued_at').notNullable()
      table.bigInteger('confirmed_at').nullable()
      table.bigInteger('sent_at').nullable()
      table.bigInteger('first_token_at').nullable()
      table.bigInteger('ended_at').nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.unique(['user_id', 'answer_id'])
    })
    // Ended rows pile up by the thousand; every look-up of the scheduler is for one that has not.
    this.schema.raw(
      'create index generations_unfinished on generations (user_id, queued_at) where ended_at is null'
    )
  }

  override async down() {
    this.schema.dropTable(this.tableName)
  }
}
