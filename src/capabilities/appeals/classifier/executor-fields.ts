/** What else than the text the guess of the executor goes by. */
export function executorFields(appeal: {
	territory: number;
	place: number | null;
	category: string | null;
}): (readonly [string, number])[] {
	const { territory, place, category } = appeal;
	return [
		[`territory:${territory}`, 1],
		...(place === null ? [] : [[`place:${place}`, 1] as const]),
		...(category === null
			? []
			: [[`category:${category}`, 1] as const, [`category:${category} territory:${territory}`, 1] as const]),
	];
}
