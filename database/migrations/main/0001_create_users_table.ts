import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  protected tableName = 'users'

  override async up() {
    this.schema.createTable(this.tableName, (table) => {
      table.uuid('id').primary()
      table.string('logto_id').nullable().unique()
      table.string('email').nullable().unique()
      table.string('username').nullable()
      table.boolean('is_beta_user').notNullable().defaultTo(false)
      table.boolean('is_paying_user').notNullable().defaultTo(false)
      table.boolean('is_guest').notNullable().defaultTo(false)
      table.timestamp('suspended_at').nullable()
      table.timestamp('created_at').notNullable()
      table.timestamp('updated_at').notNullable()
    })
  }

  override async down() {
    this.schema.dropTable(this.tableName)
  }
}
