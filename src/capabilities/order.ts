/**
 * The order of rooms is the law: a room opens only doors of rooms above it, and only of those that it names here.
 * `tools/boundaries.ts` checks it. The list is the whole plan; a room without a folder is not built yet.
 */
export const order = {
	// ground
	territories: [],
	identity: ['territories'],
	spaces: ['territories', 'identity'],
	organisations: ['territories', 'identity', 'spaces'],
	comments: ['territories', 'identity', 'spaces'],
	ballots: ['territories', 'identity', 'spaces'],
	documents: ['territories', 'identity', 'spaces'],
	forms: ['territories', 'identity', 'organisations'],
	measures: ['territories', 'identity', 'organisations'],
	// life of a place
	publications: ['territories', 'identity', 'spaces', 'comments'],
	communities: ['territories', 'identity', 'spaces'],
	tos: ['territories', 'identity', 'spaces'],
	initiatives: ['territories', 'identity', 'spaces', 'comments'],
	// participation
	polls: ['territories', 'identity', 'spaces', 'ballots'],
	opinions: ['territories', 'identity', 'spaces', 'ballots'],
	discussions: ['territories', 'identity', 'documents', 'comments'],
	codesign: ['territories', 'identity', 'spaces', 'comments'],
	budgeting: ['territories', 'identity', 'spaces', 'ballots'],
	// appeals
	appeals: ['territories', 'identity', 'organisations'],
	quality: ['territories', 'identity', 'organisations', 'appeals'],
	intake: ['territories', 'identity', 'organisations', 'appeals'],
	problems: ['territories', 'identity', 'organisations', 'measures', 'appeals'],
	// economy of a place
	marketplace: ['territories', 'identity', 'organisations'],
	tenders: ['territories', 'identity', 'organisations', 'documents'],
	// government
	indicators: ['territories', 'identity', 'organisations'],
	projects: ['territories', 'identity', 'organisations', 'measures'],
	model: ['territories', 'indicators'],
	strategy: ['territories', 'identity', 'organisations', 'documents', 'measures', 'indicators'],
	sessions: ['territories', 'identity', 'spaces', 'ballots', 'measures'],
	'situation-centre': ['territories', 'organisations', 'appeals', 'problems'],
	dashboard: ['territories', 'identity', 'indicators'],
	// congress
	'resource-centre': ['territories', 'identity', 'spaces'],
	'annual-report': ['territories', 'forms', 'documents', 'indicators'],
	education: ['territories', 'identity', 'spaces', 'forms'],
	forum: ['territories', 'identity', 'spaces', 'forms', 'ballots'],
	media: ['territories', 'identity', 'publications'],
	advocacy: ['territories', 'identity', 'discussions'],
	// crisis
	crisis: ['territories', 'identity', 'documents', 'measures', 'indicators'],
} as const satisfies Record<string, readonly string[]>;

export type RoomName = keyof typeof order;
