import env from '#start/env'

/** Where the server inside the test process listens. */
export const baseUrl = (): string => `http://${env.get('HOST')}:${env.get('PORT')}`
