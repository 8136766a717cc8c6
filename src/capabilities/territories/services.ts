/** The ten services of a territory (приложение 1, seed 002), in the order of the source. Words: `territories.service.<name>` and `.about`. */
export const services = [
	'direct',
	'strategy',
	'monitoring',
	'national-projects',
	'investment',
	'projects',
	'business-climate',
	'producers',
	'nonprofit',
	'citizen',
] as const;
export type Service = (typeof services)[number];

/** The sign of each, from #ui/icons.ts. */
export const serviceIcons: Record<Service, string> = {
	direct: 'message',
	strategy: 'compass',
	monitoring: 'gauge',
	'national-projects': 'flag',
	investment: 'coins',
	projects: 'kanban',
	'business-climate': 'briefcase',
	producers: 'factory',
	nonprofit: 'heart',
	citizen: 'people',
};

/** A way from a service into a room that is there. */
export type ServiceWay = { service: Service; title: string; path: string };
const ways: { service: Service; key: string; path: string }[] = [];

/** A room says in which services its pages stand; `key` is a key of its words. */
export function offerServiceWays(
	...offered: readonly { service: Service; key: string; path: string }[]
): void {
	for (const way of offered)
		if (!ways.some((known) => known.service === way.service && known.path === way.path)) ways.push(way);
}
export function serviceWays(): readonly { service: Service; key: string; path: string }[] {
	return ways;
}
