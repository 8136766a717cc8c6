import type { Rules } from '#platform/permissions/door.ts';

export const permissions = {
	/** Shares of formal, returned and disputed answers: figures without any person in them. */
	'quality.see': { may: ['anyone'] },
	/** The office's page of quality: figures, and what waits for whoever scores. */
	'quality.work': { may: ['controller', 'observer', 'head', 'administrator'] },
	/** To read answers of the sample, without names, and to score them. A public controller may this and nothing else. */
	'quality.score': { may: ['controller', 'observer'] },
	/** How many answers are drawn and what they are scored by; what was drawn, and by which seed. */
	'quality.set': { may: ['administrator', 'head', 'controller'] },
} satisfies Rules;
