import { loftTask } from './loft_task.js'

/** `ProcessDocumentJob` of Loft. */
export const processDocument = loftTask('process-document')
