/** Zones of Russia from west to east: most readers look for one of them. */
const russian = [
	'Europe/Kaliningrad',
	'Europe/Moscow',
	'Europe/Samara',
	'Asia/Yekaterinburg',
	'Asia/Omsk',
	'Asia/Krasnoyarsk',
	'Asia/Irkutsk',
	'Asia/Yakutsk',
	'Asia/Vladivostok',
	'Asia/Magadan',
	'Asia/Kamchatka',
];

export type Zone = { value: string; label: string };
const made = new Map<string, Zone[]>();

/** Zones to choose from: those of Russia first, with the hours from Greenwich; the one in use is always among them. */
export function zonesFor(lang: string, now: string): Zone[] {
	let zones = made.get(lang);
	if (!zones) {
		const others = Intl.supportedValuesOf('timeZone').filter((zone) => !russian.includes(zone));
		zones = [...russian, ...others].map((zone) => labelled(zone, lang));
		made.set(lang, zones);
	}
	return zones.some((zone) => zone.value === now) ? zones : [labelled(now, lang), ...zones];
}

function labelled(zone: string, lang: string): Zone {
	const part = (style: 'longOffset' | 'longGeneric') =>
		new Intl.DateTimeFormat(lang, { timeZone: zone, timeZoneName: style })
			.formatToParts()
			.find((one) => one.type === 'timeZoneName')?.value ?? zone;
	const name = russian.includes(zone) ? part('longGeneric') : zone.replaceAll('_', ' ');
	return { value: zone, label: `${name} (${part('longOffset').replace('GMT', 'UTC')})` };
}
