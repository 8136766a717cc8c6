import { z } from 'zod';
import { hidingReasons } from './reasons.ts';

export const longestWords = 1000;

export const hideInput = z
	.object({
		why: z.enum(hidingReasons, { error: 'appeals.hiding.why.missing' }),
		words: z.string().trim().max(longestWords, 'platform.field.too-long').default(''),
		/** A file of the appeal; empty: the whole. */
		photograph: z.union([z.literal(''), z.uuid()]).default(''),
	})
	.refine(({ why, words }) => why !== 'own' || words.length >= 5, {
		path: ['words'],
		error: 'appeals.hiding.words.missing',
	});
export type HideInput = z.output<typeof hideInput>;
