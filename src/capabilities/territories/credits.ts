/** Whose outlines these are and on what terms; stands under every map and in exports. */
export function creditLine(
	credits: readonly { source: string; licence: string }[],
	t: { (key: 'territories.credit.osm'): string; any(key: string, params?: Record<string, unknown>): string },
): string | undefined {
	if (credits.length === 0) return undefined;
	const lines = credits.map(({ source, licence }) =>
		/openstreetmap/i.test(source)
			? t('territories.credit.osm')
			: t.any('territories.credit.other', { source, licence }),
	);
	return [...new Set(lines)].join('; ');
}
