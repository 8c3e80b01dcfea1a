"""The application gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from huiyin.config.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings")
application = get_wsgi_application()
warm()
