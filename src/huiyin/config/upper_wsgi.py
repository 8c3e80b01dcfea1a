"""The application gunicorn serves at an upper level, which has no county's tables."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "huiyin.config.upper"
application = get_wsgi_application()
