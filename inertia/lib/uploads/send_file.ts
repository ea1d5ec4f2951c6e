import { sendToBucket } from '~/lib/uploads/bucket_transport'
import { sendByTus } from '~/lib/uploads/tus_transport'
import type { UploadTransport } from '~/lib/uploads/upload_transport'

/** The way that the server's configuration asks for. The server says which it is: what a device remembers may be out of date. */
export const sendFile: UploadTransport = sendToBucket(sendByTus)
