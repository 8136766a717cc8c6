/** Which categories the page of responsibility lists: those nobody answers for, those with a rule of their own, all. */
export const shows = ['holes', 'all', 'own'] as const;
export type Show = (typeof shows)[number];
