import { refuse } from '#platform/errors/door.ts';
import type { PageServerLoad } from './$types';

const known = [
	'platform.not-found',
	'platform.sign-in-first',
	'platform.too-many',
	'platform.other-site-forbidden',
];

export const load: PageServerLoad = ({ url, isSubRequest }) => {
	const code = url.searchParams.get('code') ?? '';
	refuse(isSubRequest && known.includes(code) ? code : 'platform.not-found', { seconds: 60 });
};
