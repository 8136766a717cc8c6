import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'channels.see-mail' },
	actions: { again: { right: 'channels.set-up-mail' } },
});
