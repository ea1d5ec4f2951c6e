import { BaseSchema } from '@adonisjs/lucid/schema'

/** What people connected themselves. `api_key` is encrypted, see docs/adr/0014; everything else may be shown to its owner. */
export default class extends BaseSchema {
  protected tableName = 'user_models'

  override async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.uuid('id').primary()
      table.uuid('user_id').notNullable()
      table.string('provider_name').notNullable()
      /** Null: the whole provider. */
      table.string('model_id').nullable()
      /** What the person calls their own server. */
      table.string('name').nullable()
      table.string('base_url').nullable()
      /** Null: the server wants none. */
      table.text('api_key').nullable()
      /** The last four characters. */
      table.string('key_hint').notNullable()
      /** What the provider calls the key. */
      table.string('label').nullable()
      /** JSON: see KeyLimits. */
      table.text('limits').nullable()
      /** JSON: the models this connection offers, see ModelDescription; null when the catalogue says it. */
      table.text('models').nullable()
      table.boolean('is_active').notNullable()
      table.text('settings').nullable()
      table.bigInteger('checked_at').nullable()
      table.bigInteger('rejected_at').nullable()
      table.bigInteger('last_used_at').nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
    })
    this.schema.raw('create index user_models_by_user on user_models (user_id)')
    // Model ids name the provider and not the key: a provider of fixed address has one key per person.
    this.schema.raw(`
      create unique index user_models_one_per_provider on user_models (user_id, provider_name)
      where provider_name not in ('custom', 'local')`)
  }

  override async down() {
    this.schema.dropTable(this.tableName)
  }
}
