import { readStopCode } from '#platform/notifications/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => {
	if (url.searchParams.has('stopped')) return { state: 'stopped' as const };
	if (url.searchParams.has('required')) return { state: 'required' as const };
	const code = url.searchParams.get('code') ?? '';
	const { kind, required } = readStopCode(code);
	return {
		state: required ? ('required' as const) : ('ask' as const),
		code,
		name: locals.t.any(`notice.${kind}.kind`),
	};
};
