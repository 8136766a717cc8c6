import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'identity.residence' },
	actions: { confirm: { right: 'identity.residence' }, unconfirm: { right: 'identity.residence' } },
});
