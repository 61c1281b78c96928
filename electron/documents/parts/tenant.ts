import type { TenantSnapshot } from '../../contract/document';
import { html, type Html } from '../html';
import { isolatedNumber, isolatedText } from '../isolate';
import { labels, type Label } from '../labels';
import type { Setting } from '../setting';
import { box, factList } from './facts';

/** Whom the document is for: the names large, then what identifies the tenant. */
export function tenantBox(setting: Setting, tenant: TenantSnapshot, heading: Label = labels.billTo): Html {
  const names = setting.languages.map(
    (language) =>
      html`<p class="tenant-name" lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
        ${setting.either(tenant.nameAr, tenant.name, language)}
      </p>`,
  );
  const place = [tenant.address, tenant.city, tenant.governorate].filter((text) => text !== null && text.trim() !== '');
  const address = place.join(setting.main === 'ar' ? '، ' : ', ');
  const registered = tenant.name !== tenant.tenantId || tenant.nameAr !== tenant.tenantId;
  const facts = factList(setting, [
    registered ? { label: labels.tenantId, value: isolatedNumber(tenant.tenantId) } : null,
    tenant.taxId ? { label: labels.taxId, value: isolatedNumber(tenant.taxId) } : null,
    address === '' ? null : { label: labels.address, value: isolatedText(address, setting.main) },
    tenant.phone ? { label: labels.phone, value: isolatedNumber(tenant.phone) } : null,
    tenant.email ? { label: labels.email, value: isolatedNumber(tenant.email) } : null,
  ]);
  return box(
    setting,
    heading,
    html`<div class="names">${names}</div>
      ${facts}`,
    'tenant',
  );
}
