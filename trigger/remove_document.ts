import { loftTask } from './loft_task.js'

/** `RemoveDocumentJob` of Loft. */
export const removeDocument = loftTask('remove-document')
