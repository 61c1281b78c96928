export { ApiError, isConnectionError, toApiError } from './api-error';
export { call, listen, type InputOf, type MethodName, type OutputOf } from './bridge';
export { onChange } from './changes';
export { createQueryClient } from './query-client';
export { useAction, type Action } from './use-action';
export { newCommandKey, useCommand, type Command, type CommandInput, type CommandName } from './use-command';
export { useFirstRead, type FirstRead } from './use-first-read';
export { readKey, refreshAreas, usePushedChanges, useRead } from './use-read';
