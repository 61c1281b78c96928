import type { z } from 'zod';
import { ar } from '@/i18n/resources';
import { useText } from '@/i18n';

type ValidationKey = keyof typeof ar.validation;

function isValidationKey(text: string): text is ValidationKey {
  return Object.hasOwn(ar.validation, text);
}

/**
 * What is wrong with a field as `key` or `key:limit`, the key being one of `validation.` in the translations: schemas
 * say it in their messages (`amount`, `text`), zod's own checks are named here.
 */
export function issueKey(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return issue.minimum === 1 ? 'required' : `too_short:${issue.minimum}`;
      return issue.origin === 'array' ? 'required' : `too_small:${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `too_long:${issue.maximum}` : `too_big:${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'email' : 'invalid';
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return 'required';
      return issue.expected === 'int' ? 'whole_number' : 'invalid';
    case 'invalid_union':
      return issue.errors?.flat().some((part) => part.code === 'invalid_format' && part.format === 'email')
        ? 'email'
        : 'invalid';
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_value':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return 'invalid';
    default:
      return 'invalid';
  }
}

/** The sentence for a field's error in the reader's language. */
export function useIssueText(): (message: string | undefined) => string | undefined {
  const { t } = useText();
  return (message) => {
    if (message === undefined) return undefined;
    const [key = '', limit = ''] = message.split(':');
    return t(`validation.${isValidationKey(key) ? key : 'invalid'}`, { min: Number(limit), max: Number(limit) });
  };
}
