import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'channels.see-mail' },
	actions: { sendKept: { right: 'channels.set-up-mail' } },
});
