import { access } from '#platform/http/access.ts';

/** Which key may is asked by the endpoint itself. */
export default access({
	open: 'anyone',
	methods: { POST: 'anyone', OPTIONS: 'anyone' },
	api: true,
	countsItself: true,
});
