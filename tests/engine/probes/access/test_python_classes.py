"""Classes of Python that serve requests: permissions of Django's REST framework, mixins of Django."""

from __future__ import annotations

import pytest

from tests.engine.probes.access.claiming import added

DRF = """
from rest_framework import viewsets, generics, permissions
class OrderViewSet(viewsets.ModelViewSet):
    permission_classes = [permissions.IsAuthenticated]
    queryset = Order.objects.all()

class InvoiceViewSet(viewsets.ModelViewSet):
    permission_classes = [permissions.IsAuthenticated]
    queryset = Invoice.objects.all()

class NoteView(generics.ListCreateAPIView):
    permission_classes = (permissions.IsAuthenticated,)
    queryset = Note.objects.all()

"""
DRF_URLS = """
from rest_framework import routers
router = routers.DefaultRouter()
router.register("orders", OrderViewSet)
router.register("invoices", InvoiceViewSet)
router.register("more", MoreViewSet)
urlpatterns = [path("notes/", NoteView.as_view()), path("more2/", MoreView.as_view())]
"""
CLASSES = """
from django.contrib.auth.mixins import LoginRequiredMixin
class CustomerList(LoginRequiredMixin, ListView):
    model = Customer
class CustomerCreate(LoginRequiredMixin, CreateView):
    model = Customer
class CustomerUpdate(StaffBase, UpdateView):
    model = Customer
class StaffBase(LoginRequiredMixin):
    pass
"""
CLASS_URLS = """
urlpatterns = [path("a/", CustomerList.as_view()), path("b/", CustomerCreate.as_view()),
    path("c/", CustomerUpdate.as_view()), path("d/", CustomerDelete.as_view())]
"""


@pytest.mark.parametrize(
    ("rule", "line", "more"),
    [
        ("guard-missing", 1, "class MoreViewSet(viewsets.ModelViewSet):\n    queryset = More.objects.all()\n"),
        ("open-to-everybody", 1, "class MoreViewSet(viewsets.ModelViewSet):\n    permission_classes = "
                                 "[AllowAny]\n    queryset = M.objects.all()\n"),
        ("open-to-everybody", 1, "class MoreView(generics.CreateAPIView):\n    permission_classes = []\n    "
                                 "queryset = M.objects.all()\n"),
        ("guard-commented-out", 2, "class MoreView(generics.CreateAPIView):\n    # permission_classes = "
                                   "[IsAuthenticated]\n    queryset = M.objects.all()\n"),
    ],
)  # fmt: skip
def test_in_the_rest_framework_a_view_without_permissions(rule: str, line: int, more: str) -> None:
    assert added(DRF, more, "api/views.py", {"api/urls.py": DRF_URLS}) == [(rule, line)]


@pytest.mark.parametrize(
    ("more", "settings"),
    [
        ("class MoreViewSet(viewsets.ReadOnlyModelViewSet):\n    permission_classes = [AllowAny]\n", ""),
        ("class RegisterView(generics.CreateAPIView):\n    permission_classes = [AllowAny]\n", ""),
        (
            "class MoreViewSet(viewsets.ModelViewSet):\n    queryset = More.objects.all()\n",
            "REST_FRAMEWORK = {'DEFAULT_PERMISSION_CLASSES': ['rest_framework.permissions.IsAuthenticated']}\n# "
            "permission\n",
        ),
        ("class MoreView(generics.CreateAPIView):\n    def get_permissions(self):\n        return "
         "[IsAdminUser()]\n", ""),
    ],
)  # fmt: skip
def test_in_the_rest_framework_what_is_meant_for_everybody_or_guarded_by_default(more: str, settings: str) -> None:
    urls = DRF_URLS + "urlpatterns += [path('register/', RegisterView.as_view())]\n"
    assert added(DRF, more, "api/views.py", {"api/urls.py": urls, "shop/settings.py": settings}) == []


def test_a_class_without_the_mixin_of_its_neighbours() -> None:
    bad = "class CustomerDelete(DeleteView):\n    model = Customer\n"
    good = "class CustomerDelete(StaffBase, DeleteView):\n    model = Customer\n"
    method = (
        "@method_decorator(login_required, name='dispatch')\nclass CustomerDelete(DeleteView):\n    model = Customer\n"
    )
    assert added(CLASSES, bad, "crm/views.py", {"crm/urls.py": CLASS_URLS}) == [("guard-missing", 1)]
    assert added(CLASSES, good, "crm/views.py", {"crm/urls.py": CLASS_URLS}) == []
    assert added(CLASSES, method, "crm/views.py", {"crm/urls.py": CLASS_URLS}) == []
