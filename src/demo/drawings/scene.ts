/** What a drawing can show. */
export const scenes = [
	'pothole',
	'snow',
	'pavement',
	'puddle',
	'yard',
	'playground',
	'roof',
	'leak',
	'lamp',
	'bins',
	'dump',
	'stop',
	'tree',
	'bench',
	'weeds',
] as const;
export type Scene = (typeof scenes)[number];
