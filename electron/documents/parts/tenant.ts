import type { TenantSnapshot } from '../../contract/document';
import { html, type Html } from '../html';
import { isolatedNumber, isolatedParts } from '../isolate';
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
  const places = [tenant.address, tenant.city, tenant.governorate].flatMap((text) =>
    text?.trim() ? [text.trim()] : [],
  );
  const registered = tenant.name !== tenant.tenantId || tenant.nameAr !== tenant.tenantId;
  const facts = factList(setting, [
    registered ? { label: labels.tenantId, value: isolatedNumber(tenant.tenantId) } : null,
    tenant.taxId ? { label: labels.taxId, value: isolatedNumber(tenant.taxId) } : null,
    places.length === 0 ? null : { label: labels.address, value: isolatedParts(places, setting.main) },
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
