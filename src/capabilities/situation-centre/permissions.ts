import type { Rules } from '#platform/permissions/door.ts';

const officials = ['official', 'executor', 'head', 'controller', 'administrator'] as const;

export const permissions = {
	/** The boards of a territory: figures without any person in them. */
	'situation-centre.see': { may: ['anyone'] },
	/** The same with what is not shown to everybody, and who works how. */
	'situation-centre.see-more': { may: [...officials] },
} satisfies Rules;
