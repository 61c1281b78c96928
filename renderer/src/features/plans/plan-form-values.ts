import type { Control } from 'react-hook-form';
import { z } from 'zod';
import { planIdSchema } from '@contract/ids';
import { planInputSchema } from '@contract/plans';

export const planFormSchema = z.object({ planId: planIdSchema, plan: planInputSchema });

export type PlanFormControl = Control<z.input<typeof planFormSchema>, unknown, z.output<typeof planFormSchema>>;
