import { Visitor } from '#tests/support/visitor'
import type { Bootstrap } from '#shared/protocol/bootstrap'

const TUS = { 'tus-resumable': '1.0.0' }
const encode = (value: string) => Buffer.from(value).toString('base64')

/** A browser that uploads files, at the level of HTTP. */
export class Uploader {
  private constructor(
    readonly userId: string,
    private readonly visitor: Visitor
  ) {}

  /** `url` is another server than the one inside the test process. */
  static async guest(url?: string): Promise<Uploader> {
    const visitor = new Visitor(url)
    await visitor.post('/guests')
    const { user } = (await (await visitor.get('/bootstrap')).json()) as Bootstrap
    return new Uploader(user.id, visitor)
  }

  static nobody(): Uploader {
    return new Uploader('', new Visitor())
  }

  get cookie(): string {
    return this.visitor.cookie
  }

  begin(id: string, size: number, { csrf = true, name = 'image.png' } = {}): Promise<Response> {
    const headers: Record<string, string> = {
      'upload-length': String(size),
      'upload-metadata': `id ${encode(id)},name ${encode(name)}`,
    }
    return this.#send('POST', '/uploads', headers, undefined, csrf)
  }

  send(id: string, offset: number, bytes: Uint8Array): Promise<Response> {
    return this.#send(
      'PATCH',
      `/uploads/${id}`,
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      bytes
    )
  }

  head(id: string): Promise<Response> {
    return this.#send('HEAD', `/uploads/${id}`, {})
  }

  /** Gives the upload up. */
  giveUp(id: string): Promise<Response> {
    return this.#send('DELETE', `/uploads/${id}`, {})
  }

  get(path: string): Promise<Response> {
    return this.visitor.get(path)
  }

  async upload(id: string, bytes: Uint8Array, name?: string): Promise<void> {
    await this.begin(id, bytes.length, { name })
    const { status } = await this.send(id, 0, bytes)
    if (status !== 204) throw new Error(`The upload was answered ${status}`)
  }

  async #send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: Uint8Array,
    csrf = true
  ): Promise<Response> {
    if (!this.visitor.cookie) await this.visitor.get('/')
    return fetch(new URL(path, this.visitor.url), {
      method,
      body: body as BodyInit | undefined,
      headers: {
        ...TUS,
        ...headers,
        accept: 'application/json',
        cookie: this.visitor.cookie,
        ...(csrf ? { 'x-xsrf-token': this.visitor.csrfToken } : {}),
      },
    })
  }
}
