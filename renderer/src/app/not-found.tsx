import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '@/components';
import { useText } from '@/i18n';

export function NotFound() {
  const { t } = useText();
  return (
    <EmptyState icon={Compass} title={t('app.notFound.title')} text={t('app.notFound.text')}>
      <Link to="/">{t('app.notFound.home')}</Link>
    </EmptyState>
  );
}
