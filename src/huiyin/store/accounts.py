"""Sign-in accounts of staff. Residents have none."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """A staff account: it names a person of the staff register, whose posts say what may be done."""

    username = models.CharField(max_length=50, unique=True)
    person = models.CharField(max_length=60, db_index=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["person"]
    objects = BaseUserManager["Account"]()

    class Meta:
        db_table = "account"
