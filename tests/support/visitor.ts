import { baseUrl } from '#tests/support/base_url'

/** A browser at the level of HTTP: keeps cookies, sends the CSRF token, follows nothing. */
export class Visitor {
  readonly #cookies = new Map<string, string>()

  /** `url` is another server than the one inside the test process. */
  constructor(readonly url = baseUrl()) {}

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get csrfToken(): string {
    return decodeURIComponent(this.#cookies.get('XSRF-TOKEN') ?? '')
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send('GET', path, undefined, headers)
  }

  async post(path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> {
    if (!this.#cookies.has('XSRF-TOKEN')) await this.get('/')
    return this.#send('POST', path, body, headers)
  }

  async patch(path: string, body?: string): Promise<Response> {
    if (!this.#cookies.has('XSRF-TOKEN')) await this.get('/')
    return this.#send('PATCH', path, body)
  }

  async delete(path: string): Promise<Response> {
    if (!this.#cookies.has('XSRF-TOKEN')) await this.get('/')
    return this.#send('DELETE', path)
  }

  /** A page as a visit of Inertia gets it: its component and props. */
  page(path: string): Promise<Response> {
    return this.#send('GET', path, undefined, { 'x-inertia': 'true' })
  }

  async #send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {}
  ): Promise<Response> {
    const response = await fetch(new URL(path, this.url), {
      method,
      body,
      redirect: 'manual',
      headers: {
        'accept': 'application/json',
        'content-type': 'application/json',
        'cookie': this.cookie,
        'x-xsrf-token': this.csrfToken,
        ...headers,
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]!.split('=', 2)
      this.#cookies.set(name, value)
    }
    return response
  }
}
