const offsets = new Map<string, { day: string; text: string }>();
/** «UTC+5»: the zone's own name in the tables may be another town's. Asked once a day: a formatter is dear. */
export function zoneName(zone: string): string {
	const now = new Date();
	const day = now.toISOString().slice(0, 10);
	const known = offsets.get(zone);
	if (known?.day === day) return known.text;
	const part = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
		.formatToParts(now)
		.find((one) => one.type === 'timeZoneName');
	const text = (part?.value ?? zone).replace('GMT', 'UTC');
	offsets.set(zone, { day, text });
	return text;
}
